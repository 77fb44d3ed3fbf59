;; One exported resource of a component made by componentize-qjs: its handles by their representation, and the end of its
;; objects. See `link-fixes.ts`, which puts the numbers of the resource and of the function in.
(module
  (import "next" "wit_dylib_push_own" (func $push_own (param i32 i32 i32)))
  (import "next" "wit_dylib_resource_dtor" (func $dtor (param i32 i32)))
  (import "runtime" "wit_dylib_push_borrow" (func $push_borrow (param i32 i32 i32)))
  (import "runtime" "wit_dylib_export_start" (func $export_start (param i32) (result i32)))
  (import "runtime" "wit_dylib_export_call" (func $export_call (param i32 i32)))
  (import "runtime" "wit_dylib_export_finish" (func $export_finish (param i32 i32)))
  (import "resource" "rep" (func $rep (param i32) (result i32)))
  (import "resource" "drop" (func $drop (param i32)))

  (global $resource i32 (i32.const 0x0fffffff))
  (global $dispose i32 (i32.const 0x0ffffffe))
  ;; A handle goes away, and its object stays.
  (global $keeping (mut i32) (i32.const 0))

  (func (export "wit_dylib_push_own")
    (param $context i32) (param $of i32) (param $handle i32)
    (if (i32.ne (local.get $of) (global.get $resource))
      (then
        (call $push_own (local.get $context) (local.get $of) (local.get $handle))
        (return)))
    (call $push_own
      (local.get $context) (local.get $of) (call $rep (local.get $handle)))
    (global.set $keeping (i32.const 1))
    (call $drop (local.get $handle))
    (global.set $keeping (i32.const 0)))

  (func (export "wit_dylib_resource_dtor") (param $of i32) (param $rep i32)
    (local $context i32)
    (if (i32.ne (local.get $of) (global.get $resource))
      (then
        (call $dtor (local.get $of) (local.get $rep))
        (return)))
    (if (global.get $keeping) (then (return)))
    (local.set $context (call $export_start (global.get $dispose)))
    (call $push_borrow (local.get $context) (local.get $of) (local.get $rep))
    (call $export_call (local.get $context) (global.get $dispose))
    (call $export_finish (local.get $context) (global.get $dispose))
    (call $dtor (local.get $of) (local.get $rep)))
)
