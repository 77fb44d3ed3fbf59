;; An instance made of single exports; the interface is imported and exported.
(component
  (type $t (instance
    (type $e' (enum "x" "y"))
    (export "e" (type $e (eq $e')))
    (export "next" (func (param "e" $e) (result $e)))
  ))
  (import "p:q/kinds@2.0.0" (instance $kinds (type $t)))
  (type $e' (enum "x" "y"))
  (type $next' (func (param "e" $e') (result $e')))
  (core module $m (func (export "next") (param i32) (result i32) unreachable))
  (core instance $m (instantiate $m))
  (func $next (type $next') (canon lift (core func $m "next")))
  (component $shim
    (type $e' (enum "x" "y"))
    (import "import-type-e" (type $e (eq $e')))
    (import "import-func-next" (func $next (param "e" $e) (result $e)))
    (type $own' (enum "x" "y"))
    (export $own "e" (type $own'))
    (export "next" (func $next) (func (param "e" $own) (result $own)))
  )
  (instance $made (instantiate $shim
    (with "import-type-e" (type $e'))
    (with "import-func-next" (func $next))))
  (export "p:q/kinds@2.0.0" (instance $made))
)
