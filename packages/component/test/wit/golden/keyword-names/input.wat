;; Names that are keywords of WIT or of JavaScript.
(component
  (import "constructor" (instance
    (type $r' (record (field "interface" u8) (field "proto" bool)))
    (export "type" (type $t (eq $r')))
    (export "func" (func (param "use" $t)))
    (export "to-string" (func))
    (export "has-own-property" (func))
  ))
  (import "value-of" (func))
)
