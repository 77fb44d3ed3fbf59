;; Two component types of different packages.
(component
  (type $c (component (export "a:b/c" (instance))))
  (export "c" (type $c))
  (type $d (component (export "a:x/d" (instance))))
  (export "d" (type $d))
)
