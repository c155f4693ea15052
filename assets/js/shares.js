// shares
