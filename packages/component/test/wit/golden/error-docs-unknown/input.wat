(component
  (type $c (component (export "a:b/c" (instance (export "f" (func))))))
  (export "c" (type $c))
  (@custom "package-docs" "\01{\"interfaces\":{\"c\":{\"funcs\":{\"g\":{\"docs\":\"Not there.\"}}}}}")
)
