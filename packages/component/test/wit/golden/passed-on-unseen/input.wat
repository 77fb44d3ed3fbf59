;; A record goes from an import through two components; the instance in the middle is not exported, so that the last name
;; of the record has lost sight of the first.
(component
  (import "a:b/base" (instance $base
    (type $r' (record (field "x" u8)))
    (export "r" (type (eq $r')))
  ))
  (component $first
    (import "base" (instance $base
      (type $r' (record (field "x" u8)))
      (export "r" (type (eq $r')))
    ))
    (alias export $base "r" (type $r))
    (export "again" (type $r))
  )
  (instance $one (instantiate $first (with "base" (instance $base))))
  (component $second
    (import "one" (instance $one
      (type $r' (record (field "x" u8)))
      (export "again" (type (eq $r')))
    ))
    (alias export $one "again" (type $again))
    (export "last" (type $again))
  )
  (instance $two (instantiate $second (with "one" (instance $one))))
  (export "c:d/out" (instance $two))
)
