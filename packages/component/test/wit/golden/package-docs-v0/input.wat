;; Docs as the first version of the section had them: the text alone.
(component
  (type $c (component (export "a:b/c" (instance (export "f" (func))))))
  (export "c" (type $c))
  (@custom "package-docs" "\00{\"docs\":\"The package.\",\"interfaces\":{\"c\":{\"docs\":\"The interface.\",\"funcs\":{\"f\":\"The function.\\nTwo lines.\"}}}}")
)
