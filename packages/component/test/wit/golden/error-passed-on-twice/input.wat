;; Two instances that pass on one imported record: it would have two names.
(component
  (import "a:b/base" (instance $base
    (type $r' (record (field "x" u8)))
    (export "r" (type (eq $r')))
  ))
  (component $c
    (import "base" (instance $base
      (type $r' (record (field "x" u8)))
      (export "r" (type (eq $r')))
    ))
    (alias export $base "r" (type $r))
    (export "again" (type $r))
  )
  (instance $one (instantiate $c (with "base" (instance $base))))
  (instance $two (instantiate $c (with "base" (instance $base))))
  (export "one" (instance $one))
  (export "two" (instance $two))
)
