(component
  (type $c (component (export "a:b/c" (instance))))
  (export "c" (type $c))
  (@custom "package-docs" "\07{}")
)
