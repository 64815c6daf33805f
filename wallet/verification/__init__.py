"""The verifier: runs the checks in their order and returns a report; the one place that catches proof errors."""
