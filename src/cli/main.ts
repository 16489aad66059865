console.log('carrel', process.argv.slice(2))
