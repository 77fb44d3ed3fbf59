;; A plug-in that turns a to z into capitals. Written by hand, so that this project needs no other language; plug-ins come as
;; .wasm from Rust, Go, JavaScript or Python all the same.
(component
  (import "example:editor/host@0.1.0" (instance $host
    (export "log" (func (param "line" string)))))

  (core module $memory
    (memory (export "memory") 1)
    (global $next (mut i32) (i32.const 1024))
    ;; Gives out memory, from the bottom to the top.
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and
        (i32.add (global.get $next) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $next (i32.add (local.get $at) (local.get $size)))
      (block $enough
        (br_if $enough (i32.le_u (global.get $next) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $enough (i32.ge_s
          (memory.grow (i32.add (i32.div_u (local.get $size) (i32.const 65536)) (i32.const 1)))
          (i32.const 0)))
        unreachable)
      (local.get $at))
    ;; All memory is free again.
    (func (export "reset") (global.set $next (i32.const 1024)))
    (data (i32.const 16) "shouting"))

  (core module $shout
    (import "host" "log" (func $log (param i32 i32)))
    (import "memory" "memory" (memory 1))
    (import "memory" "reset" (func $reset))
    (func (export "transform") (param $text i32) (param $length i32) (result i32)
      (local $at i32) (local $end i32) (local $byte i32)
      (call $log (i32.const 16) (i32.const 8))
      (local.set $at (local.get $text))
      (local.set $end (i32.add (local.get $text) (local.get $length)))
      (block $done
        (loop $next
          (br_if $done (i32.eq (local.get $at) (local.get $end)))
          (local.set $byte (i32.load8_u (local.get $at)))
          (if (i32.lt_u (i32.sub (local.get $byte) (i32.const 97)) (i32.const 26))
            (then (i32.store8 (local.get $at) (i32.sub (local.get $byte) (i32.const 32)))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next)))
      ;; The result is a pointer to the pair of pointer and length.
      (i32.store (i32.const 0) (local.get $text))
      (i32.store (i32.const 4) (local.get $length))
      (i32.const 0))
    (func (export "post-transform") (param i32) (call $reset)))

  (core instance $memory (instantiate $memory))
  (alias core export $memory "memory" (core memory $mem))
  (alias core export $memory "realloc" (core func $realloc))
  (alias export $host "log" (func $log))
  (core func $core-log (canon lower (func $log) (memory $mem)))
  (core instance $shout (instantiate $shout
    (with "host" (instance (export "log" (func $core-log))))
    (with "memory" (instance $memory))))
  (func (export "transform") (param "text" string) (result string)
    (canon lift (core func $shout "transform") (memory $mem) (realloc $realloc)
      (post-return (func $shout "post-transform")))))
