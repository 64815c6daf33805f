"""The verbs: one short function each, and the only place where rooms meet; holds no state, prints nothing."""
