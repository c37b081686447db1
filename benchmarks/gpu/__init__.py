"""One GPU: the scheduled plan beside the script that most people begin with, on the same shots with the same weights."""
