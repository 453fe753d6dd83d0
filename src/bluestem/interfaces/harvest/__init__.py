"""OAI-PMH 2.0 (openarchives.org/OAI/2.0/openarchivesprotocol.htm): what harvesters ask, and what they are answered."""
