"""One QObject without widgets per screen: what is shown, and what each button does."""
