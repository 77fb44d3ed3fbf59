/** A command component that tries everything that can be granted, and prints what came of it. */
import { loadWasmTools } from '@wit-ts/wasm-tools';

const wit = `
package test:probe;

world probe {
  import wasi:cli/environment@0.2.12;
  import wasi:cli/exit@0.2.12;
  import wasi:cli/stdout@0.2.12;
  import wasi:filesystem/preopens@0.2.12;
  import wasi:sockets/tcp-create-socket@0.2.12;
  import wasi:http/outgoing-handler@0.2.12;
  export wasi:cli/run@0.2.12;
}

package wasi:cli@0.2.12 {
  interface run { run: func() -> result; }
  interface environment {
    get-environment: func() -> list<tuple<string, string>>;
    get-arguments: func() -> list<string>;
  }
  interface exit { exit: func(status: result); }
  interface stdout {
    use wasi:io/streams@0.2.12.{output-stream};
    get-stdout: func() -> output-stream;
  }
}

package wasi:io@0.2.12 {
  interface error { resource error; }
  interface poll { resource pollable { block: func(); } }
  interface streams {
    use error.{error};
    variant stream-error { last-operation-failed(error), closed }
    resource output-stream {
      blocking-write-and-flush: func(contents: list<u8>) -> result<_, stream-error>;
    }
  }
}

package wasi:filesystem@0.2.12 {
  interface types { resource descriptor; }
  interface preopens {
    use types.{descriptor};
    get-directories: func() -> list<tuple<descriptor, string>>;
  }
}

package wasi:sockets@0.2.12 {
  interface network { enum error-code { unknown, access-denied } enum ip-address-family { ipv4, ipv6 } }
  interface tcp { resource tcp-socket; }
  interface tcp-create-socket {
    use network.{error-code, ip-address-family};
    use tcp.{tcp-socket};
    create-tcp-socket: func(family: ip-address-family) -> result<tcp-socket, error-code>;
  }
}

package wasi:http@0.2.12 {
  interface types {
    use wasi:io/poll@0.2.12.{pollable};
    variant error-code { HTTP-request-denied, internal-error(option<string>) }
    variant scheme { HTTP, HTTPS, other(string) }
    resource fields { constructor(); }
    resource outgoing-request {
      constructor(headers: fields);
      set-scheme: func(scheme: option<scheme>) -> result;
      set-authority: func(authority: option<string>) -> result;
      set-path-with-query: func(path-with-query: option<string>) -> result;
    }
    resource request-options;
    resource future-incoming-response { subscribe: func() -> pollable; }
  }
  interface outgoing-handler {
    use types.{outgoing-request, request-options, future-incoming-response, error-code};
    handle: func(request: outgoing-request, options: option<request-options>) -> result<future-incoming-response, error-code>;
  }
}
`;

/**
 * Arguments, variables and folders a line each, then whether a socket can be made. With one argument that is the address
 * of a server, which gets a request; with two it exits with 1, with three it returns an error, with four it traps.
 */
const wat = String.raw`
(module
  (import "wasi:cli/environment@0.2.12" "get-arguments" (func $arguments (param i32)))
  (import "wasi:cli/environment@0.2.12" "get-environment" (func $environment (param i32)))
  (import "wasi:cli/exit@0.2.12" "exit" (func $exit (param i32)))
  (import "wasi:cli/stdout@0.2.12" "get-stdout" (func $stdout (result i32)))
  (import "wasi:io/streams@0.2.12" "[method]output-stream.blocking-write-and-flush"
    (func $write (param i32 i32 i32 i32)))
  (import "wasi:filesystem/preopens@0.2.12" "get-directories" (func $folders (param i32)))
  (import "wasi:sockets/tcp-create-socket@0.2.12" "create-tcp-socket" (func $socket (param i32 i32)))
  (import "wasi:http/types@0.2.12" "[constructor]fields" (func $fields (result i32)))
  (import "wasi:http/types@0.2.12" "[constructor]outgoing-request" (func $request (param i32) (result i32)))
  (import "wasi:http/types@0.2.12" "[method]outgoing-request.set-authority"
    (func $authority (param i32 i32 i32 i32) (result i32)))
  (import "wasi:http/types@0.2.12" "[method]outgoing-request.set-scheme"
    (func $scheme (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi:http/types@0.2.12" "[method]outgoing-request.set-path-with-query"
    (func $path (param i32 i32 i32 i32) (result i32)))
  (import "wasi:http/outgoing-handler@0.2.12" "handle" (func $handle (param i32 i32 i32 i32)))
  (import "wasi:http/types@0.2.12" "[method]future-incoming-response.subscribe"
    (func $subscribe (param i32) (result i32)))
  (import "wasi:io/poll@0.2.12" "[method]pollable.block" (func $block (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 512) "arg  env  dir  \0a")
  (data (i32.const 544) "socket made\0asocket refused\0arequest sent\0arequest refused\0a/")
  (global $out (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 4096))
  (func (export "cabi_realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
    (global.set $free
      (i32.and
        (i32.add (global.get $free) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
    (global.get $free)
    (global.set $free (i32.add (global.get $free) (local.get $new))))
  (func $print (param $at i32) (param $length i32)
    (call $write (global.get $out) (local.get $at) (local.get $length) (i32.const 256)))
  (func $line (param $what i32) (param $at i32)
    (call $print (local.get $what) (i32.const 4))
    (call $print (i32.load (local.get $at)) (i32.load offset=4 (local.get $at)))
    (call $print (i32.const 527) (i32.const 1)))
  (func $lines (param $what i32) (param $offset i32) (param $size i32)
    (local $index i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $index) (i32.load (i32.const 4))))
        (call $line (local.get $what)
          (i32.add (i32.add (i32.load (i32.const 0)) (local.get $offset))
            (i32.mul (local.get $index) (local.get $size))))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $next))))
  (func (export "wasi:cli/run@0.2.12#run") (result i32)
    (local $count i32) (local $first i32) (local $request i32)
    (global.set $out (call $stdout))
    (call $environment (i32.const 0))
    (call $lines (i32.const 517) (i32.const 0) (i32.const 16))
    (call $lines (i32.const 517) (i32.const 8) (i32.const 16))
    (call $folders (i32.const 0))
    (call $lines (i32.const 522) (i32.const 4) (i32.const 12))
    (call $arguments (i32.const 0))
    (call $lines (i32.const 512) (i32.const 0) (i32.const 8))
    (local.set $count (i32.load (i32.const 4)))
    (local.set $first (i32.add (i32.load (i32.const 0)) (i32.const 8)))
    (call $socket (i32.const 0) (i32.const 16))
    (if (i32.load8_u (i32.const 16))
      (then (call $print (i32.const 556) (i32.const 15)))
      (else (call $print (i32.const 544) (i32.const 12))))
    (if (i32.eq (local.get $count) (i32.const 2))
      (then
        (local.set $request (call $request (call $fields)))
        (drop (call $scheme (local.get $request)
          (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 0)))
        (drop (call $path (local.get $request) (i32.const 1) (i32.const 600) (i32.const 1)))
        (drop (call $authority (local.get $request) (i32.const 1)
          (i32.load (local.get $first)) (i32.load offset=4 (local.get $first))))
        (call $handle (local.get $request) (i32.const 0) (i32.const 0) (i32.const 32))
        (if (i32.load8_u (i32.const 32))
          (then (call $print (i32.const 584) (i32.const 16)))
          (else
            (call $block (call $subscribe (i32.load offset=4 (i32.const 32))))
            (call $print (i32.const 571) (i32.const 13))))))
    (if (i32.eq (local.get $count) (i32.const 3)) (then (call $exit (i32.const 1))))
    (if (i32.eq (local.get $count) (i32.const 5)) (then (unreachable)))
    (i32.eq (local.get $count) (i32.const 4))))
`;

/** The component. */
export async function probe(): Promise<Uint8Array> {
  const tools = await loadWasmTools();
  const core = tools.parse(wat);
  return tools.componentNew(tools.componentEmbed({ core, wit: { text: wit }, world: 'probe' }));
}
