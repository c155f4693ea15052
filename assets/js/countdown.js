// countdown
