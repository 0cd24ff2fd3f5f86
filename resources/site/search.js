// Shows the articles that hold every word typed; the words of all articles stand in words.js, so no server is asked.
(function () {
  "use strict";
  var field = document.getElementById("search");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-article]"));
  var parts = Array.prototype.slice.call(document.querySelectorAll("[data-category]"));
  var none = document.getElementById("none");
  function folded(text) { return text.normalize("NFKC").toLowerCase(); }
  function show() {
    var wanted = folded(field.value).split(/\s+/).filter(Boolean), found = 0;
    items.forEach(function (item) {
      var words = WORDS[item.getAttribute("data-article")] || "";
      var fits = wanted.every(function (word) { return words.indexOf(word) >= 0; });
      item.hidden = !fits;
      found += fits;
    });
    parts.forEach(function (part) { part.hidden = !part.querySelector("[data-article]:not([hidden])"); });
    none.hidden = found > 0;
  }
  field.addEventListener("input", show);
  show();
}());
