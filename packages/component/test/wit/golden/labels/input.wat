;; Two implementations of one interface behind labels, external ids, and a version that was cut to its track.
(component
  (type $store (instance
    (type $key' string)
    (export "key" (type $key (eq $key')))
    (export "get" (func (param "k" $key) (result (option string))))
  ))
  (import "users" (implements "wasi:keyvalue/store@0.2.0") (external-id "users-db") (instance (type $store)))
  (import "sessions" (implements "wasi:keyvalue/store@0.2.0") (instance (type $store)))
  (import "now" (external-id "clock") (func (result u64)))
)
