(component
  (import "a:b/outer" (instance
    (export "inner" (instance (export "f" (func))))
  ))
)
