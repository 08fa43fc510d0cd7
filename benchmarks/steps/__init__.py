"""What a step of training costs: the native engine, NumPy's, and other packages, on six networks."""
