;; Imports that WIT has no words for are left out of the world.
(component
  (import "m" (core module (export "f" (func))))
  (import "c" (component (import "x" (func))))
  (import "f" (func))
)
