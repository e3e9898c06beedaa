"""Only what scripts catch: the exception that carries an error of a running job."""
