;; A resource goes from an import through two components, each of which exports it again; both are seen.
(component
  (import "a:b/base" (instance $base
    (export "r" (type $r (sub resource)))
    (export "s" (type (eq $r)))
  ))
  (component $first
    (import "base" (instance $base
      (export "r" (type $r (sub resource)))
      (export "s" (type (eq $r)))
    ))
    (alias export $base "s" (type $s))
    (export $again "again" (type $s))
    (type $box' (record (field "r" (own $again))))
    (export $box "box" (type $box'))
  )
  (instance $one (instantiate $first (with "base" (instance $base))))
  (component $second
    (import "one" (instance $one
      (export "again" (type $again (sub resource)))
      (type $box' (record (field "r" (own $again))))
      (export "box" (type (eq $box')))
    ))
    (alias export $one "again" (type $again))
    (alias export $one "box" (type $box))
    (export "last" (type $again))
    (export "box" (type $box))
    (core module $m (func (export "f") (param i32) (result i32) unreachable))
    (core instance $m (instantiate $m))
  )
  (instance $two (instantiate $second (with "one" (instance $one))))
  (export "c:d/mid" (instance $one))
  (export "c:d/out" (instance $two))
)
