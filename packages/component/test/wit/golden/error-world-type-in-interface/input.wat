;; An interface by path whose type is one of the world.
(component
  (type $t' (enum "a"))
  (import "t" (type $t (eq $t')))
  (import "a:b/c" (instance
    (export "u" (type (eq $t)))
  ))
)
