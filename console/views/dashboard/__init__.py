"""The dashboard: figures of a period, and the tickets behind them."""
