import PracticeServer
import Testing

struct TokenSignerTests {
    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        arguments: [
            (
                "Jefe", "what do ya want for nothing?",
                [
                    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                    "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                        + "8e2240ca5e69e2c78b3239ecfab21649",
                    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
                ]
            ),
            (
                String(repeating: "\u{B}", count: 20), "Hi There",
                [
                    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                    "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
                        + "faea9ea9076ede7f4af152e8b2fa9cb6",
                    "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
                        + "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
                ]
            ),
        ])
    func `codes are those of RFC 4231`(_ key: String, _ message: String, _ codes: [String]) {
        for (algorithm, code) in zip(TokenAlgorithm.allCases, codes) {
            #expect(hex(algorithm.code(for: Array(message.utf8), key: Array(key.utf8))) == code)
        }
    }

    @Test func `a key longer than a block is hashed first, as in RFC 4231`() {
        let message = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
        let key = [UInt8](repeating: 0xAA, count: 131)
        #expect(
            hex(TokenAlgorithm.hs256.code(for: message, key: key))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        #expect(
            hex(TokenAlgorithm.hs384.code(for: message, key: key))
                == "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952")
        #expect(
            hex(TokenAlgorithm.hs512.code(for: message, key: key))
                == "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
                + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598")
    }

    /// RFC 7515, appendix A.1: the key is not text, so no configuration can hold it.
    private static let key: [UInt8] = [
        3, 35, 53, 75, 43, 15, 165, 188, 131, 126, 6, 101, 119, 123, 166, 143, 90, 179, 40, 230, 240, 84, 201, 40, 169,
        15, 132, 178, 210, 80, 46, 191, 211, 251, 90, 146, 210, 6, 71, 239, 150, 138, 180, 195, 119, 98, 61, 34, 61, 46,
        33, 114, 5, 46, 79, 8, 192, 205, 154, 245, 103, 208, 128, 163,
    ]

    @Test func `the example of RFC 7515 is signed`() {
        let message = Array(
            ("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ").utf8)
        let code: [UInt8] = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
            240, 91, 88, 5, 88, 83, 132, 141, 121,
        ]
        #expect(TokenAlgorithm.hs256.code(for: message, key: Self.key) == code)
        #expect(TokenAlgorithm.hs256.isCode(code, for: message, key: Self.key))
        #expect(!TokenAlgorithm.hs256.isCode(code, for: message + [0], key: Self.key))
        #expect(!TokenAlgorithm.hs256.isCode(code, for: message, key: Self.key.dropLast()))
        #expect(!TokenAlgorithm.hs256.isCode(code.dropLast(), for: message, key: Self.key))
        #expect(!TokenAlgorithm.hs256.isCode([], for: message, key: Self.key))
        #expect(!TokenAlgorithm.hs384.isCode(code, for: message, key: Self.key))
    }

    @Test(
        arguments: [
            (.hs256, "b05fd8ade30fc4e657e3bb39936afe4116f40a8c75c6f4d24090bd762002854f"),
            (
                .hs384,
                "8034c89a16dceedb877f3b5886b676959c1ab50957333a8837066c205d022748f0385ea951c90b021e18874d5b5f7f81"
            ),
            (
                .hs512,
                "36ddf408344d1e099df5380e6af4694a25d89418518169dc189b7b554848b5ab"
                    + "51f73c74bbf7d81cfac19791d9340ac3953c82d88b0a50f0c7007cc2f443ac31"
            ),
        ] as [(TokenAlgorithm, String)])
    func `messages of every length have the codes that Python finds`(_ algorithm: TokenAlgorithm, _ code: String) {
        // Each code is the key of the next, so the last one depends on all.
        let last = (0..<300).reduce(Array("key".utf8)) { key, length in
            algorithm.code(for: [UInt8](repeating: UInt8(ascii: "a"), count: length), key: key)
        }
        #expect(hex(last) == code)
    }

    @Test func `tokens are those that the real server was given`() {
        let claims = Array(#"{"sub":"42"}"#.utf8)
        let secret = PracticeSecret("s1")
        #expect(
            TokenSigner.sign(claims, secret: secret)
                == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.ZQpwFCaUdbOFedpdA9FpKq317DH1rKk55qYWwSdy-K4")
        #expect(
            TokenSigner.sign(claims, secret: secret, algorithm: .hs384)
                == "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9"
                + ".n7Khg1Aiq60dmfErDm_8DW9MsVy95P5YO1CITF_5-hZ7mOyOMsQHTDSl1QRwUoyp")
        #expect(
            TokenSigner.sign(claims, secret: secret, algorithm: .hs512)
                == "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9"
                + ".vW9Wr8VxqHW-OFYeHeuqR_OPH5HEg3CanN9uxlnQ5xELrgeBof-NTmqZxhqs5uZ1IULyttE33_0R7LaTdDPg-A")
    }
}
