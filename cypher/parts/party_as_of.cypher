// It makes its subject a party, as was known by a day: by a field that it names, or by none where the thing is in the field.
AND CASE WHEN none(known IN coalesce(tie.technologies_known, []) WHERE known <= $as_of) THEN true
  ELSE any(i IN range(0, size(tie.technologies) - 1)
    WHERE tie.technologies_known[i] <= $as_of AND tie.technologies[i] IN fields) END
