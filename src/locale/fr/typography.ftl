# typography
