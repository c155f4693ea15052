UPDATE setting SET value = value WHERE key = ''
