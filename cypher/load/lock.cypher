// Makes another load wait until this transaction ends: only one at a time can make this node, which nobody ever sees.
CREATE (lock:Lock {id: 'load'})
DELETE lock
