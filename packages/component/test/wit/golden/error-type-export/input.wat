(component
  (type $t (enum "a"))
  (export "t" (type $t))
)
