;; Two instances that pass on one imported resource: it would have two names.
(component
  (import "a:b/base" (instance $base (export "r" (type (sub resource)))))
  (component $c
    (import "base" (instance $base (export "r" (type (sub resource)))))
    (alias export $base "r" (type $r))
    (export "again" (type $r))
  )
  (instance $one (instantiate $c (with "base" (instance $base))))
  (instance $two (instantiate $c (with "base" (instance $base))))
  (export "one" (instance $one))
  (export "two" (instance $two))
)
