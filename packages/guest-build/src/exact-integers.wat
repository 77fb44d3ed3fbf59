;; 64-bit integers as text between componentize-qjs and JavaScript: `0x` and 16 digits. See `exact-integers.ts`.
(module
  (import "main" "memory" (memory 0))
  (import "runtime" "cabi_realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
  (import "runtime" "wit_dylib_push_string" (func $push_string (param i32 i32 i32)))
  (import "runtime" "wit_dylib_pop_string" (func $pop_string (param i32 i32) (result i32)))

  ;; Where pop_string leaves the address of the text.
  (global $slot (mut i32) (i32.const 0))

  (func (export "push") (param $context i32) (param $value i64)
    (local $text i32)
    (local $at i32)
    (local $digit i32)
    (local.set $text
      (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 18)))
    (i32.store16 align=1 (local.get $text) (i32.const 0x7830))
    (local.set $at (i32.const 17))
    (loop $next
      (local.set $digit (i32.and (i32.wrap_i64 (local.get $value)) (i32.const 15)))
      (i32.store8
        (i32.add (local.get $text) (local.get $at))
        (i32.add
          (local.get $digit)
          (select (i32.const 48) (i32.const 87) (i32.lt_u (local.get $digit) (i32.const 10)))))
      (local.set $value (i64.shr_u (local.get $value) (i64.const 4)))
      (br_if $next
        (i32.ne
          (local.tee $at (i32.sub (local.get $at) (i32.const 1)))
          (i32.const 1))))
    (call $push_string (local.get $context) (local.get $text) (i32.const 18)))

  (func (export "pop") (param $context i32) (result i64)
    (local $text i32)
    (local $at i32)
    (local $digit i32)
    (local $value i64)
    (if (i32.eqz (global.get $slot))
      (then
        (global.set $slot
          (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 4)))))
    (if (i32.ne (call $pop_string (local.get $context) (global.get $slot)) (i32.const 18))
      (then (unreachable)))
    (local.set $text (i32.load (global.get $slot)))
    (local.set $at (i32.const 2))
    (loop $next
      (local.set $digit (i32.load8_u (i32.add (local.get $text) (local.get $at))))
      (local.set $value
        (i64.or
          (i64.shl (local.get $value) (i64.const 4))
          (i64.extend_i32_u
            (i32.sub
              (local.get $digit)
              (select (i32.const 48) (i32.const 87) (i32.lt_u (local.get $digit) (i32.const 58)))))))
      (br_if $next
        (i32.ne
          (local.tee $at (i32.add (local.get $at) (i32.const 1)))
          (i32.const 18))))
    (local.get $value))
)
