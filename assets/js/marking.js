// marking
