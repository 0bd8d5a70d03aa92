"""Many claims at once (FIL-8): how a sheet is read, what its rows mean, and how a worker goes through them."""
