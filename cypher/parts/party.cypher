// It makes its subject a party, by a field that it names, or by none where the thing is in the field.
AND CASE WHEN tie.technologies IS NULL THEN true ELSE any(named IN tie.technologies WHERE named IN fields) END
