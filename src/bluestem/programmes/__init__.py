"""Programme sheets: what all activity belongs to, with objectives, reach, money and the evidence level."""
