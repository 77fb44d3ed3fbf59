;; One imported resource of a component made by componentize-qjs: its borrowed handles go away when the function that got
;; them ends, before its result is read. See `link-fixes.ts`, which puts the number of the resource in.
(module
  (import "next" "wit_dylib_push_borrow" (func $push_borrow (param i32 i32 i32)))
  (import "next" "wit_dylib_export_call" (func $export_call (param i32 i32)))
  (import "resource" "drop" (func $drop (param i32)))

  (global $resource i32 (i32.const 0x0fffffff))
  ;; The handles of the call, and after it those that the run time will drop once more.
  (memory 1 1)
  ;; Their size in bytes.
  (global $size (mut i32) (i32.const 0))

  (func (export "wit_dylib_push_borrow")
    (param $context i32) (param $of i32) (param $handle i32)
    (if (i32.and
          (i32.eq (local.get $of) (global.get $resource))
          (i32.lt_u (global.get $size) (i32.const 65536)))
      (then
        (i32.store (global.get $size) (local.get $handle))
        (global.set $size (i32.add (global.get $size) (i32.const 4)))))
    (call $push_borrow (local.get $context) (local.get $of) (local.get $handle)))

  (func (export "wit_dylib_export_call") (param $context i32) (param $which i32)
    (local $at i32)
    (call $export_call (local.get $context) (local.get $which))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $at) (global.get $size)))
        (call $drop (i32.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $next))))

  (func (export "drop") (param $handle i32)
    (local $at i32)
    (block $unknown
      (loop $next
        (br_if $unknown (i32.eq (local.get $at) (global.get $size)))
        (if (i32.eq (i32.load (local.get $at)) (local.get $handle))
          (then
            ;; The last one takes its place.
            (global.set $size (i32.sub (global.get $size) (i32.const 4)))
            (i32.store (local.get $at) (i32.load (global.get $size)))
            (return)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $next)))
    (call $drop (local.get $handle)))
)
