// clerk-keys
