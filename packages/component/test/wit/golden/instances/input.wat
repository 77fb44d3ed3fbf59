;; The export is the instance of a nested component that was given the imported instance: its resources are those of
;; the import, its own resource is a new one.
(component
  (import "a:b/base" (instance $base
    (export "r" (type (sub resource)))
    (type $l (list string))
    (type $rec' (record (field "l" $l)))
    (export "rec" (type (eq $rec')))
  ))
  (component $inner
    (import "base" (instance $base
      (export "r" (type (sub resource)))
      (type $l (list string))
      (type $rec' (record (field "l" $l)))
      (export "rec" (type (eq $rec')))
    ))
    (alias export $base "r" (type $r))
    (alias export $base "rec" (type $rec))
    (core module $m
      (func (export "f") (param i32) (result i32) unreachable)
      (func (export "g") (param i32 i32) (result i32) unreachable)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
      (memory (export "mem") 1))
    (core instance $m (instantiate $m))
    (type $mine' (resource (rep i32)))
    (export $mine "mine" (type $mine'))
    (export $r2 "r" (type $r))
    (export $rec2 "rec" (type $rec))
    (type $f (func (param "r" (own $r2)) (result (own $mine))))
    (func $f (type $f) (canon lift (core func $m "f")))
    (export "f" (func $f))
    (type $g (func (param "x" $rec2) (result (list $rec2))))
    (func $g (type $g) (canon lift (core func $m "g") (memory $m "mem") (realloc (func $m "realloc"))))
    (export "g" (func $g))
  )
  (instance $i (instantiate $inner (with "base" (instance $base))))
  (export "a:b/derived" (instance $i))
)
