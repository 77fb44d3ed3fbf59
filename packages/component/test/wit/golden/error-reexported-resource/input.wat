;; An imported interface is exported as it is under another path: its resource would have two names.
(component
  (import "a:b/in" (instance $i
    (export "r" (type (sub resource)))
  ))
  (export "a:b/out" (instance $i))
)
