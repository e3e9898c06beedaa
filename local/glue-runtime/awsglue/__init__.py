"""The part of AWS Glue's Python library that job scripts use, on top of this folder's pyspark.

Names, signatures and error texts are those of Glue 5.0. What is missing raises NotImplementedError and says what it is.
"""
