;; Nothing is imported or exported; core modules inside are not looked into.
(component
  (core module (func (export "f")))
)
