"""The war-room: the incidents, and all of the one that is open."""
