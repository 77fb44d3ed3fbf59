;; Looks like a WIT package, but one component type holds two interfaces.
(component
  (type $t (component
    (export "a:b/c" (instance))
    (export "a:b/d" (instance))
  ))
  (export "c" (type $t))
)
