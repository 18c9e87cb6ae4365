// Fails where the transaction that keeps other loads away has ended.
RETURN true AS locked
