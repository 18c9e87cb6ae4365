"""Research projects of the European Union, as CORDIS gives them away: tables of projects and of who takes part."""
