// No ties: none are left out.
  UNWIND [] AS tie
