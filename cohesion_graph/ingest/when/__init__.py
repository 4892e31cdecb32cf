"""When: dates as plans write them, deadlines of every kind, intervals and periods."""
