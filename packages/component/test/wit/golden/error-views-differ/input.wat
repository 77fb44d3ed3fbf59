;; Two views of one interface that do not agree.
(component
  (import "one" (implements "a:b/c") (instance
    (type $r' (record (field "x" u8)))
    (export "r" (type (eq $r')))
  ))
  (import "two" (implements "a:b/c") (instance
    (type $r' (record (field "x" u8) (field "y" u8)))
    (export "r" (type (eq $r')))
  ))
)
