// The documents that some files held, and others of some ids: each as `held_documents` gives it.
CALL () {
  UNWIND $files AS file
  MATCH (n:Document {file: file})
  RETURN n
  UNION
  UNWIND $ids AS id
  MATCH (n:Document {id: id})
  RETURN n
}
RETURN collect([n.id, n.revision, n.digest + ' ' + n.file]) AS records
